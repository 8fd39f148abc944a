"""What every problem must be."""


def problem(response, status):
    """Return the body of a problem after checking that it is one."""
    body = response.json()
    assert response.status_code == status, body
    assert response["Content-Type"] == "application/problem+json"
    assert {"type", "title", "status", "detail"} <= set(body)
    assert body["status"] == status
    return body
