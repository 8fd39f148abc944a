from archive.web._paragraphs import paragraphs

LONG = "A paragraph on one line, as many sites send it, goes on until its sentence ends. " * 2


def pieces(text):
    return [text[p.start : p.end] for p in paragraphs(text, [[0, len(text)]])]


def test_an_empty_line_separates_paragraphs():
    assert pieces("One.\n \nTwo.\nstill two.\n\n") == ["One.", "Two.\nstill two."]


def test_a_long_line_is_a_paragraph_of_its_own():
    assert pieces(f"{LONG}\n{LONG}\nShort.") == [LONG, LONG, "Short."]


def test_lines_wrapped_by_hand_are_flowed_again():
    wrapped = "\n".join(["These lines were broken near sixty columns by some mailer."] * 3)

    assert [p.is_wrapped for p in paragraphs(wrapped, [[0, len(wrapped)]])] == [True]


def test_a_list_of_short_lines_keeps_its_breaks():
    assert [p.is_wrapped for p in paragraphs("Tin\nZinc\nLead", [[0, 13]])] == [False]


def test_only_the_given_ranges_are_read():
    text = "Menu\nThe body.\nFooter"

    assert [text[p.start : p.end] for p in paragraphs(text, [[5, 14]])] == ["The body."]
