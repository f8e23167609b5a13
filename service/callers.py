"""Who is calling: the name of the key, or nobody in particular when the service has no keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request, Security
from fastapi.security import APIKeyHeader, HTTPBearer
from fastapi.security.http import HTTPAuthorizationCredentials

from service.house import House
from service.problems import Problem

_bearer = HTTPBearer(auto_error=False, description="a key made by `tablewright keys add`")
_header = APIKeyHeader(name="X-Api-Key", auto_error=False, description="the same key, in a header of its own")

#: Names under which a service without keys may be called: a page on another site cannot take these on by DNS.
LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
_READING = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Caller:
    """``name`` is empty when the service has no keys; ``meter`` is what the rate limit counts by."""

    name: str
    meter: str


async def get_house(request: Request) -> House:
    """Return the parts of the running service."""
    house: House = request.app.state.house
    return house


async def get_caller(
    request: Request,
    bearer: Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)],
    header: Annotated[str | None, Security(_header)],
) -> Caller:
    """Return who calls; raises the problem ``unauthorized`` for a missing or unknown key."""
    house = await get_house(request)
    if house.keys.is_empty:
        _refuse_other_sites(request)
        return Caller("", request.client.host if request.client else "")
    # Every credential that is sent must be good: a bad one beside a good one is a mistake, or an attempt.
    sent = [bearer.credentials if bearer else ""] if "authorization" in request.headers else []
    sent += [header] if header is not None else []
    names = {house.keys.name_of(key) for key in sent}
    name = names.pop() if len(names) == 1 else None
    if name is None:
        raise Problem(
            "unauthorized",
            "send a key as Authorization: Bearer KEY or X-Api-Key: KEY",
            headers={"WWW-Authenticate": "Bearer"},
        )
    return Caller(name, name)


def _refuse_other_sites(request: Request) -> None:
    """Without keys the address is all that protects the service: browsers must not lend it to other sites."""
    try:
        host = urlsplit(f"//{request.headers.get('host', '')}").hostname
    except ValueError:
        host = None
    other_site = request.headers.get("sec-fetch-site") in ("cross-site", "same-site")
    if host not in LOOPBACK_NAMES or (other_site and request.method not in _READING):
        raise Problem("unauthorized", "without keys the service answers to its own page and to local programs only")


HouseDep = Annotated[House, Depends(get_house)]
CallerDep = Annotated[Caller, Depends(get_caller)]
