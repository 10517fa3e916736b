-- Conversations merged into others: where their messages belong, whose reading it was, and which are related.

alter table message add column origin_id integer;          -- the merged conversation it belongs to
alter table conversation add column link_ids text not null default '[]';

create index conversation_merged on conversation (merged_into_id) where merged_into_id is not null;

create table merged_read (                  -- what a merge did to a survivor's read marks, to be taken back with it
  conversation_id integer not null,         -- the merged one
  agent_id integer not null,
  before_id integer,                        -- null: there was no mark
  after_id integer not null,
  primary key (conversation_id, agent_id)
) strict, without rowid;
