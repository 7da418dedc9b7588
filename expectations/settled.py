"""Expectations that are built once a run.

Great Expectations makes an expectation anew from its configuration eight times a run, and its configuration anew from
the expectation fifty times: on a small release that is more work than all the checks.
"""

from __future__ import annotations

from functools import cache
from types import new_class

from great_expectations.compatibility.pydantic import PrivateAttr
from great_expectations.expectations.expectation import Expectation
from great_expectations.expectations.expectation_configuration import ExpectationConfiguration


class SettledConfiguration(ExpectationConfiguration):
    """A configuration that gives one and the same expectation whenever it is asked; nobody changes it after that."""

    _expectation: Expectation | None = None

    def to_domain_obj(self) -> Expectation:
        """The expectation."""
        if self._expectation is None:
            plain = super().to_domain_obj()
            self._expectation = _settled(type(plain)).construct(plain.__fields_set__, **plain.__dict__)
        return self._expectation


class _Settled(Expectation):
    """What :func:`_settled` adds to an expectation."""

    _configuration: ExpectationConfiguration | None = PrivateAttr(None)

    @property
    def configuration(self) -> ExpectationConfiguration:
        """The configuration, made once."""
        if self._configuration is None:
            self._configuration = super().configuration
        return self._configuration


@cache
def _settled(kind: type[Expectation]) -> type[Expectation]:
    """The expectation ``kind`` with a settled configuration, under a name of its own in the registry."""
    return new_class(f"{kind.__name__}Settled", (kind, _Settled))
