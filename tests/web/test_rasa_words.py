"""A Rasa server asks the portal for the words of its responses, and is given them in the resident's language."""

import pytest
from flask.testing import FlaskClient

NLG = "/webhooks/rasa/nlg"


def asked(client: FlaskClient, response: object, language: object = None) -> tuple[int, object]:
    body = {
        "response": response, "id": None, "arguments": {}, "channel": {"name": "collector"},
        "tracker": {"sender_id": "web:x", "slots": {"language": language}, "events": []},
    }  # fmt: skip
    answer = client.post(NLG, json=body)
    return answer.status_code, answer.json


def test_the_words_are_the_domains(client: FlaskClient) -> None:
    assert asked(client, "utter_thank") == (200, {"text": "You are welcome."})


def test_they_are_in_the_language_of_the_conversation(client: FlaskClient) -> None:
    status, said = asked(client, "utter_thank", "pl")
    assert status == 200
    assert said != {"text": "You are welcome."}


def test_a_response_that_is_not_there_is_not_made_up(client: FlaskClient) -> None:
    assert asked(client, "utter_nothing")[0] == 404


@pytest.mark.parametrize("body", ["", "[]", "null", "3", '{"tracker": 3}', '{"response": ["utter_thank"]}', "{"])
def test_what_is_no_question_gets_no_words(client: FlaskClient, body: str) -> None:
    assert client.post(NLG, data=body, content_type="application/json").status_code == 404


def test_without_slots_it_is_said_in_english(client: FlaskClient) -> None:
    assert client.post(NLG, json={"response": "utter_thank", "tracker": {"slots": 7}}).json == {
        "text": "You are welcome."
    }


def test_nobody_but_a_channel_may_ask(client: FlaskClient) -> None:
    """As for the REST channel: this machine, or the token."""
    elsewhere = {"REMOTE_ADDR": "203.0.113.5"}
    assert client.post(NLG, json={"response": "utter_thank"}, environ_base=elsewhere).status_code == 404
