"""What the registry says of a post, for people to read."""

from __future__ import annotations

from bylint.model.people import Post


def told(post: Post) -> str:
    """Return what a reader finds at the post's place: "the registry has dean, from 2015-01-01 until 2021-06-30"."""
    days = (f"from {post.since}" if post.since else "", f"until {post.until}" if post.until else "")
    what = ", ".join(filter(None, (post.title or post.organisation, " ".join(filter(None, days)))))
    return f"the registry has {what}"
