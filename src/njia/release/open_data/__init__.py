"""The open data of a release, from its protected tables alone: the same content gives the same bytes.

tables/<measure>.csv, .parquet      every table; in CSV with a row of HXL hashtags
data/locations.csv, flows.csv       the legs, for viewers built on flowmap.gl
data/legs.geojson, network.graphml  the legs, for maps and for the study of networks
data/codebook.csv, .md              every column and code, with counterparts in HTCDS, CTDC and HXL
datapackage.json, CITATION.cff, LICENCE.txt
"""

from njia.release.open_data.writing import also_write, write

__all__ = ["also_write", "write"]
