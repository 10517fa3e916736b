-- Notices to agents by mail (E38): what waits whether the agent sees it, what is on its way, and to whom none goes any more.

create table notice_waiting (
  notification_id integer primary key,
  agent_id integer not null,
  conversation_id integer not null,
  at integer not null
) strict;
create index notice_waiting_agent on notice_waiting (agent_id, conversation_id);

create table notice_mail (
  id integer primary key autoincrement,
  agent_id integer not null,
  conversation_id integer not null,
  mailbox_id integer not null,              -- where it leaves from
  address text not null,                    -- where it goes
  content text not null,                    -- JSON core.notice_mails.Content
  at integer not null,
  state text not null,                      -- wire.values.DeliveryState
  due_at integer not null,
  attempts integer not null default 0,
  detail text not null default ''
) strict;
create index notice_mail_due on notice_mail (state, due_at);
create index notice_mail_agent on notice_mail (agent_id, at);
create index notice_mail_at on notice_mail (at);

create table notice_stop (                  -- mail to the agent comes back
  agent_id integer primary key,
  address text not null,                    -- folded; another one is tried
  at integer not null,
  detail text not null
) strict;
