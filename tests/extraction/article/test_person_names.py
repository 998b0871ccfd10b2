"""What is a person's name and what is not."""

import doctest

from newsportal.extraction.article import person_names
from newsportal.extraction.article.person_names import is_name


def test_examples_in_the_documentation_hold() -> None:
    failed, tried = doctest.testmod(person_names)
    assert tried >= 1
    assert failed == 0


def test_a_sentence_is_no_name() -> None:
    assert not is_name("本报记者张三李四报道")
    assert not is_name("")
