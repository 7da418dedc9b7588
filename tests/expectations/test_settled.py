"""An expectation is built once a run, and says the same as one that is built fifty times."""

from __future__ import annotations

import pytest
from great_expectations.expectations.core import ExpectColumnValuesToBeInSet

from expectations.settled import SettledConfiguration


@pytest.fixture
def configuration() -> SettledConfiguration:
    plain = ExpectColumnValuesToBeInSet(column="status", value_set=["occurred", "planned"]).configuration
    return SettledConfiguration(plain.type, plain.kwargs, meta={"label": "3"}, severity=plain.severity)


def test_expectation_and_configuration_are_made_once(configuration: SettledConfiguration) -> None:
    expectation = configuration.to_domain_obj()
    assert configuration.to_domain_obj() is expectation
    assert expectation.configuration is expectation.configuration


def test_a_settled_expectation_is_the_plain_one(configuration: SettledConfiguration) -> None:
    settled, plain = configuration.to_domain_obj(), super(SettledConfiguration, configuration).to_domain_obj()
    assert isinstance(settled, ExpectColumnValuesToBeInSet)
    assert settled.configuration.kwargs == plain.configuration.kwargs
    assert settled.configuration.meta == {"label": "3"}
    assert settled.domain_keys == plain.domain_keys
    assert settled.success_keys == plain.success_keys
    assert settled.map_metric == plain.map_metric
