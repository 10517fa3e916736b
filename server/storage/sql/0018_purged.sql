-- What is left of messages that were deleted for good (E9): enough to know one when it comes in again, and nothing that it said.

create table purged_message (
  message_id integer primary key,
  conversation_id integer not null,
  mailbox_id integer not null,              -- where it came in
  raw_digest text not null,
  text_digest blob not null                 -- SHA-256 of its words, as E4 compares them
) strict;
create index purged_message_raw on purged_message (mailbox_id, raw_digest) where raw_digest <> '';

create table purged_file (                  -- blobs that were theirs: removed once nobody else names them
  digest text primary key,
  at integer not null
) strict, without rowid;
create index purged_file_at on purged_file (at);

create index attachment_digest on attachment (digest);
create index message_raw on message (raw_digest) where raw_digest <> '';
create index withdrawn_message_raw on withdrawn_message (raw_digest) where raw_digest <> '';
