"""The way into the viewer: who may connect, and what a connected browser may say.

viser serves anyone who reaches its port and believes every message. This package stands in
between, and it is the only place that reaches into viser's private parts.
"""
