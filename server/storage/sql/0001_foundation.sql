-- The desk's tables. Times are microseconds UTC; `…_id` are integer keys; JSON columns hold what is only ever read whole.

create table setting (
  name text primary key,
  value text not null
) strict, without rowid;

create table agent (
  id integer primary key autoincrement,
  name text not null,
  email text not null,
  role text not null,
  is_disabled integer not null default 0,
  mailbox_ids text,                         -- JSON list, null: every mailbox
  password_hash text not null default '',
  created_at integer not null
) strict;
create unique index agent_email on agent (lower(email));

create table token (
  digest blob primary key,                  -- SHA-256 of the token
  agent_id integer not null references agent (id),
  label text not null default '',
  scope text not null default 'console',    -- console | api | channel
  mailbox_id integer,                       -- narrows a channel token
  created_at integer not null,
  expires_at integer,
  last_used_at integer
) strict, without rowid;
create index token_agent on token (agent_id);

create table team (id integer primary key autoincrement, name text not null unique) strict;
create table team_member (team_id integer not null, agent_id integer not null, primary key (team_id, agent_id)) strict, without rowid;

create table mailbox (
  id integer primary key autoincrement,
  name text not null unique,
  address text not null default '',
  signature text not null default '',
  closed_policy text not null default 'reopen',
  closed_days integer not null default 7
) strict;

create table tag (
  id integer primary key autoincrement,
  name text not null,
  folded text not null unique               -- wire.folding.fold(name): spelling variants are one tag
) strict;

create table customer (
  id integer primary key autoincrement,
  version integer not null default 1,
  name text not null default '',
  company text not null default '',
  title text not null default '',
  language text not null default '',
  time_zone text not null default '',
  location text not null default '',
  greeting text not null default '',
  phones text not null default '[]',
  links text not null default '[]',
  attributes text not null default '{}',
  conversation_count integer not null default 0,
  last_contact_at integer,
  created_at integer not null
) strict;
create index customer_name on customer (name);
create index customer_company on customer (company collate nocase) where company <> '';

create table customer_email (
  folded text primary key,                  -- lower case; the identity of an address
  customer_id integer not null references customer (id),
  email text not null,
  position integer not null default 0
) strict, without rowid;
create index customer_email_owner on customer_email (customer_id, position);

create table customer_external (            -- a foreign system's identity of a customer, from imports
  external_id text primary key,
  customer_id integer not null
) strict, without rowid;

create table customer_note (
  id integer primary key autoincrement,
  customer_id integer not null,
  at integer not null,
  author text not null,                     -- JSON wire.values.Actor
  text text not null
) strict;
create index customer_note_customer on customer_note (customer_id, id);

create table conversation (
  id integer primary key autoincrement,
  version integer not null default 1,
  title text not null,
  preview text not null default '',
  status text not null,
  priority integer not null default 1,      -- rank: 0 low .. 3 urgent
  folder text not null default 'inbox',
  place text not null,                      -- wire.order.place_of
  channel text not null,
  mailbox_id integer not null,
  customer_id integer not null,
  assignee_id integer,
  team_id integer,
  created_at integer not null,
  last_message_at integer not null,
  waiting_since_at integer,
  waiting_key integer not null,             -- wire.order.sort_key(WAITING)
  attention integer not null,               -- wire.order.attention_key
  snoozed_until_at integer,
  closed_at integer,
  first_reply_at integer,
  last_inbound_id integer not null default 0,
  last_message_id integer not null default 0,
  message_count integer not null default 0,
  has_attachment integer not null default 0,
  rating text,
  merged_into_id integer,
  external_id text not null default '',
  follows_id integer,
  tag_ids text not null default '[]',       -- JSON copies for reading a row in one look; the link tables are the index
  follower_ids text not null default '[]',
  cc text not null default '[]'
) strict;
create index conversation_place_attention on conversation (place, attention, id);
create index conversation_place_last on conversation (place, last_message_at, id);
create index conversation_place_waiting on conversation (place, waiting_key, id);
create index conversation_place_created on conversation (place, created_at, id);
create index conversation_assignee on conversation (assignee_id, place, attention, id);
create index conversation_mailbox on conversation (mailbox_id, place, attention, id);
create index conversation_team on conversation (team_id, place, attention, id) where team_id is not null;
create index conversation_customer on conversation (customer_id, last_message_at, id);
create index conversation_snoozed on conversation (snoozed_until_at) where snoozed_until_at is not null;
create index conversation_follows on conversation (follows_id) where follows_id is not null;

create table conversation_external (        -- a channel's identity of a conversation, in the mailbox it came in by (it may have moved)
  mailbox_id integer not null,
  external_id text not null,
  conversation_id integer not null,
  primary key (mailbox_id, external_id)
) strict, without rowid;

create table conversation_tag (
  tag_id integer not null,
  place text not null,
  attention integer not null,
  conversation_id integer not null,
  primary key (tag_id, place, attention, conversation_id)
) strict, without rowid;
create index conversation_tag_conversation on conversation_tag (conversation_id, tag_id);

create table conversation_follower (
  agent_id integer not null,
  place text not null,
  attention integer not null,
  conversation_id integer not null,
  primary key (agent_id, place, attention, conversation_id)
) strict, without rowid;
create index conversation_follower_conversation on conversation_follower (conversation_id, agent_id);

create table message (
  id integer primary key autoincrement,
  conversation_id integer not null references conversation (id),
  kind text not null,
  author text not null,                     -- JSON wire.values.Actor
  at integer not null,
  written_at integer,
  text text not null,
  title text not null default '',
  recipients text not null default '{}',    -- JSON {"to": [...], "cc": [...]}
  automatic text not null default '',
  reason text not null default '',
  raw_digest text not null default '',
  delivery text                             -- JSON wire.values.Delivery, replies only
) strict;
create index message_thread on message (conversation_id, at, id);

create table message_external (             -- E4: one identity, one message, per mailbox
  mailbox_id integer not null,
  external_id text not null,
  message_id integer not null,
  conversation_id integer not null,
  primary key (mailbox_id, external_id)
) strict, without rowid;
create index message_external_message on message_external (message_id);   -- what a reply answers

create table attachment (
  id integer primary key autoincrement,
  message_id integer not null,
  filename text not null,
  media_type text not null,
  size integer not null,
  digest text not null
) strict;
create index attachment_message on attachment (message_id);

create table outbox (
  message_id integer primary key,
  conversation_id integer not null,
  state text not null,                      -- wire.values.DeliveryState
  due_at integer not null,
  attempts integer not null default 0,
  detail text not null default ''
) strict;
create index outbox_due on outbox (state, due_at);

create table read_mark (
  agent_id integer not null,
  conversation_id integer not null,
  message_id integer not null,
  primary key (agent_id, conversation_id)
) strict, without rowid;

create table event (
  seq integer primary key autoincrement,
  at integer not null,
  actor text not null,                      -- JSON wire.values.Actor
  type text not null,
  data text not null,                       -- JSON of the event
  key text not null default '',
  conversation_id integer,
  customer_id integer,
  mailbox_id integer,                       -- who may see it
  old_mailbox_id integer                    -- set when it left a mailbox
) strict;
create index event_conversation on event (conversation_id, seq) where conversation_id is not null;
-- What a thread shows between its messages.
create index event_thread on event (conversation_id, at, seq)
  where conversation_id is not null and type not in ('message_added', 'delivery_changed');
create index event_customer on event (customer_id, seq) where customer_id is not null;
create index event_key on event (key) where key <> '';

create table request_answer (               -- D6: a resend gets the first answer
  key text primary key,
  asker text not null,                      -- 'agent:3', 'channel:1': a key belongs to who used it first
  request_digest blob not null,
  answer blob not null,                     -- JSON Accepted
  at integer not null
) strict, without rowid;
create index request_answer_at on request_answer (at);

create table queue_count (                  -- D13: maintained in the transaction of every change
  place text not null,
  status text not null,
  mailbox_id integer not null,
  assignee_id integer not null,             -- 0: nobody
  team_id integer not null,                 -- 0: none
  conversations integer not null,
  primary key (place, status, mailbox_id, assignee_id, team_id)
) strict, without rowid;


-- Words: folded forms, and the light stems of those that differ from theirs (D18). Contentless: the text stands in `message`,
-- `conversation` and `customer`. The tokenizer only cuts at blanks: `wire.words` has cut already, marks within a word included.
create virtual table message_words using fts5 (words, stems, content='', detail=full, prefix='2 3', tokenize="unicode61 remove_diacritics 0 categories 'L* N* M* Co'");
create virtual table conversation_words using fts5 (words, stems, content='', detail=full, prefix='2 3', tokenize="unicode61 remove_diacritics 0 categories 'L* N* M* Co'");
create virtual table customer_words using fts5 (person, company, content='', detail=full, prefix='1 2 3', tokenize="unicode61 remove_diacritics 0 categories 'L* N* M* Co'");
create virtual table message_term using fts5vocab (message_words, instance);
create virtual table conversation_term using fts5vocab (conversation_words, instance);
