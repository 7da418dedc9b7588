"""From inputs to a published release: steps as plain functions, Prefect on top of them, the command line in front."""
