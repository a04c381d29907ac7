"""Offices of state by the hosts of their sites."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

#: Hosts of offices that publish readouts: name and side.
_HOSTS: Mapping[str, tuple[str, str]] = {
    "kremlin.ru": ("Kremlin", "RUS"), "mid.ru": ("Russian Foreign Ministry", "RUS"),
    "whitehouse.gov": ("White House", "USA"), "state.gov": ("US State Department", "USA"),
    "defense.gov": ("Pentagon", "USA"), "elysee.fr": ("Elysee", "FRA"),
    "diplomatie.gouv.fr": ("French Foreign Ministry", "FRA"), "president.gov.ua": ("Ukrainian Presidency", "UKR"),
    "mfa.gov.ua": ("Ukrainian Foreign Ministry", "UKR"), "fmprc.gov.cn": ("Chinese Foreign Ministry", "CHN"),
    "mfa.gov.cn": ("Chinese Foreign Ministry", "CHN"), "tccb.gov.tr": ("Turkish Presidency", "TUR"),
    "mfa.gov.tr": ("Turkish Foreign Ministry", "TUR"), "pmindia.gov.in": ("Indian Prime Minister's Office", "IND"),
    "mea.gov.in": ("Indian Foreign Ministry", "IND"), "bundesregierung.de": ("German government", "DEU"),
    "bundeskanzler.de": ("German Chancellery", "DEU"), "auswaertiges-amt.de": ("German Foreign Ministry", "DEU"),
    "gov.uk": ("UK government", "GBR"), "mofa.go.jp": ("Japanese Foreign Ministry", "JPN"),
    "kantei.go.jp": ("Japanese Prime Minister's Office", "JPN"), "president.go.kr": ("South Korean Presidency", "KOR"),
    "pm.gc.ca": ("Canadian Prime Minister's Office", "CAN"), "nato.int": ("NATO", "NATO"),
    "consilium.europa.eu": ("European Council", "EUU"), "president.ir": ("Iranian Presidency", "IRN"),
    "quirinale.it": ("Italian Presidency", "ITA"), "governo.it": ("Italian government", "ITA"),
    "esteri.it": ("Italian Foreign Ministry", "ITA"), "lamoncloa.gob.es": ("Spanish government", "ESP"),
    "president.pl": ("Polish Presidency", "POL"), "regjeringen.no": ("Norwegian government", "NOR"),
    "government.se": ("Swedish government", "SWE"), "beehive.govt.nz": ("New Zealand government", "NZL"),
    "iletisim.gov.tr": ("Turkish Communications Directorate", "TUR"), "akorda.kz": ("Kazakh Presidency", "KAZ"),
    "president.az": ("Azerbaijani Presidency", "AZE"), "primeminister.am": ("Armenian Prime Minister's Office", "ARM"),
    "president.gov.by": ("Belarusian Presidency", "BLR"), "mofa.go.kr": ("South Korean Foreign Ministry", "KOR"),
    "eeas.europa.eu": ("European External Action Service", "EUU"), "osce.org": ("OSCE", "OSCE"),
}  # fmt: skip


def office_at(url: str | None) -> tuple[str, str] | None:
    """Return name and side of the office on whose site a document stands, None for other sites."""
    host = urlsplit(url or "").hostname or ""
    while "." in host:
        if host in _HOSTS:
            return _HOSTS[host]
        host = host.partition(".")[2]
    return None
