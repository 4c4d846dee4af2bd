from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.host_cancel_input_series_type_1 import (
    HostCancelInputSeriesType1,
    check_host_cancel_input_series_type_1,
)
from ..models.host_cancel_input_series_type_2_type_1 import (
    HostCancelInputSeriesType2Type1,
    check_host_cancel_input_series_type_2_type_1,
)
from ..models.host_cancel_input_series_type_3_type_1 import (
    HostCancelInputSeriesType3Type1,
    check_host_cancel_input_series_type_3_type_1,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="HostCancelInput")


@_attrs_define
class HostCancelInput:
    """Why the host's side cancels a booking, and how much of its series."""

    reason: None | str | Unset = UNSET
    """ What the other side is told. """
    series: (
        HostCancelInputSeriesType1
        | HostCancelInputSeriesType2Type1
        | HostCancelInputSeriesType3Type1
        | None
        | Unset
    ) = UNSET
    """ Of a booking of a series, `following` cancels with it all that are to take place at its time or later, as
    far as
     the credential reaches them: all of these or none. `this`, and nothing else is cancelled, if absent. """

    def to_dict(self) -> dict[str, Any]:
        reason: None | str | Unset
        if isinstance(self.reason, Unset):
            reason = UNSET
        else:
            reason = self.reason

        series: None | str | Unset
        if isinstance(self.series, Unset):
            series = UNSET
        elif (
            isinstance(self.series, str)
            or isinstance(self.series, str)
            or isinstance(self.series, str)
        ):
            series = self.series
        else:
            series = self.series

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if reason is not UNSET:
            field_dict["reason"] = reason
        if series is not UNSET:
            field_dict["series"] = series

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_reason(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        reason = _parse_reason(d.pop("reason", UNSET))

        def _parse_series(
            data: object,
        ) -> (
            HostCancelInputSeriesType1
            | HostCancelInputSeriesType2Type1
            | HostCancelInputSeriesType3Type1
            | None
            | Unset
        ):
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                series_type_1 = check_host_cancel_input_series_type_1(data)

                return series_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                series_type_2_type_1 = check_host_cancel_input_series_type_2_type_1(
                    data
                )

                return series_type_2_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                series_type_3_type_1 = check_host_cancel_input_series_type_3_type_1(
                    data
                )

                return series_type_3_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(
                HostCancelInputSeriesType1
                | HostCancelInputSeriesType2Type1
                | HostCancelInputSeriesType3Type1
                | None
                | Unset,
                data,
            )

        series = _parse_series(d.pop("series", UNSET))

        host_cancel_input = cls(
            reason=reason,
            series=series,
        )

        return host_cancel_input
