"""Mails to agents about what they have not seen, and the answers to them (E38).

What leads back is a token: an address (`box+a…@`) and identities of mails that name agent and conversation and that only this desk can
make. A token alone proves nothing, because mails are forwarded: who writes has to be the agent, by a trusted server's word.
"""
