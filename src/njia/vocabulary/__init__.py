"""Code lists and headers in data: labels in five languages, definitions and counterparts in standards."""

from njia.vocabulary.lists import (
    LANGUAGES,
    LISTS,
    STANDARDS,
    Code,
    CodeList,
    Group,
    VocabularyError,
    code_list,
)

__all__ = ["LANGUAGES", "LISTS", "STANDARDS", "Code", "CodeList", "Group", "VocabularyError", "code_list"]
