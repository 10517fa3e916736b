-- What agents did, one row a request: what can be taken back, and the one entry that stands for a change of many conversations.

create table action (
  seq integer primary key,                  -- the request's first event
  key text not null unique,                 -- its idempotency key
  agent_id integer not null,
  at integer not null,
  kind text not null,                       -- the command's tag
  conversations integer not null,
  conversation_id integer,                  -- the first one
  customer_id integer,
  title text not null default '',           -- of that conversation, or the customer's name, then
  undone_by text not null default '',       -- the key of the request that took it back, empty while it is in effect
  undoes text not null default ''           -- the key of the request that it took back
) strict;
create index action_agent on action (agent_id, seq);

-- Messages that were taken back: the columns of `message`, kept apart so that nothing that reads threads has to know of them.
create table withdrawn_message (
  id integer primary key,
  conversation_id integer not null references conversation (id),
  kind text not null,
  author text not null,
  at integer not null,
  written_at integer,
  text text not null,
  title text not null default '',
  recipients text not null default '{}',
  automatic text not null default '',
  reason text not null default '',
  raw_digest text not null default '',
  delivery text,
  origin_id integer
) strict;
create index withdrawn_message_conversation on withdrawn_message (conversation_id);
