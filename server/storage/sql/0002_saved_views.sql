-- Saved views, and the order in which an agent has put their tabs.

create table saved_view (
  id integer primary key autoincrement,
  name text not null,
  queue text not null,
  query text not null default '',
  sort text not null,
  columns text not null default '[]',       -- JSON list of wire.saved_views.ListColumn, empty: those that fit
  owner_id integer,                         -- null: made at the box
  is_shared integer not null default 0
) strict;

create table tab_order (
  agent_id integer primary key,
  tabs text not null                        -- JSON list of tab ids
) strict;
