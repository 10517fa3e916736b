-- Automatic answers that were given, so that machines cannot keep each other busy; only the last day counts.

create table automatic_answer (
  id integer primary key,
  mailbox_id integer not null,
  address text not null,                    -- folded
  subject text not null,                    -- bare and folded
  at integer not null
) strict;
create index automatic_answer_address on automatic_answer (address, at);
create index automatic_answer_mailbox on automatic_answer (mailbox_id, at);
create index automatic_answer_at on automatic_answer (at);
