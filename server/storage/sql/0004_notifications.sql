-- What agents are told personally. A few hundred an agent are kept; the title is the conversation's own.

create table notification (
  id integer primary key autoincrement,
  agent_id integer not null,
  at integer not null,
  kind text not null,                       -- wire.notifications.NotificationKind
  conversation_id integer not null,
  message_id integer,
  actor text not null,                      -- JSON wire.values.Actor
  words text not null default '',
  count integer not null default 1,
  read_at integer
) strict;
create index notification_agent on notification (agent_id, id);
create index notification_unread on notification (agent_id, id) where read_at is null;

-- How an agent wants to be told: it follows them from console to console.

create table attention (
  agent_id integer primary key,
  settings text not null                    -- JSON wire.attention.AttentionSettings
) strict;
