"""Place text and country to ranked candidates, offline."""
