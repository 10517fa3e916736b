-- Unsent texts, beside the log: private until shared, no events, forgotten when they are sent. At most one of a kind in a conversation
-- is current; versions that lost against a newer one are kept for a while.

create table draft (
  id integer primary key autoincrement,
  agent_id integer not null,
  conversation_id integer not null,         -- 0: a conversation that is not begun yet
  kind text not null,                       -- wire.drafts.DraftKind
  text text not null,
  extra text not null default '{}',         -- JSON: recipients, title, mailbox as typed
  updated_at integer not null,
  version integer not null,
  is_shared integer not null default 0,
  kept_at integer                           -- since when another version stands in its place; null: current
) strict;
create unique index draft_current on draft (agent_id, conversation_id, kind) where kept_at is null;
create index draft_agent on draft (agent_id, id);
create index draft_shared on draft (conversation_id) where is_shared = 1;
