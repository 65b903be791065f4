"""A form in the making: its JSON while people still change it.

It is what `Form.to_json` writes, with two differences: every part has a `key` that stays when
its name changes or it moves, and an expression may be a `source` alone, also one that can't be
read yet. Functions here never change what they are given; they give a changed copy.
"""
