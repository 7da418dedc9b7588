"""What must hold of a release before anybody sees it, and how good the extraction behind it is."""
