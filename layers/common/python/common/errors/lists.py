"""What the database refuses about lists of creators and saved searches."""

from common.errors import Conflict


class TooManyLists(Conflict, sqlstate="IU070"):
    """The details name how many a brand may have."""

    code = "TOO_MANY_LISTS"
    sentence = "The brand has as many lists as it may; delete one first."


class ListFull(Conflict, sqlstate="IU071"):
    """The details name how many members a list may have; nothing was added."""

    code = "LIST_FULL"
    sentence = "The list would have more members than it may. Nothing was added."


class TooManySearches(Conflict, sqlstate="IU072"):
    """The details name how many a brand may have."""

    code = "TOO_MANY_SEARCHES"
    sentence = "The brand keeps as many searches as it may; delete one first."


class ListNameTaken(Conflict, constraints=["creator_list_name_is_taken"]):
    """Names of lists are compared without capitals, within a brand."""

    code = "LIST_NAME_TAKEN"
    sentence = "The brand has a list of this name."


class SearchNameTaken(Conflict, constraints=["saved_search_name_is_taken"]):
    """Names of searches are compared without capitals, within a brand."""

    code = "SEARCH_NAME_TAKEN"
    sentence = "The brand has a saved search of this name."
