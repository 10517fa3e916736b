# What the values that a verb takes mean: in shells and behind `:`.

offer-who-me = yourself
offer-who-none = nobody
offer-mailbox = a mailbox
offer-team = a team
offer-tag-on = puts it on
offer-tag-off = takes it off
offer-phrase-none = wakes it now
