-- Changes to many conversations that have been begun and are not over: what a server that starts again goes on with.

create table unfinished (
  key text primary key,                     -- the request's
  asker text not null,                      -- JSON core.context.Asker, the agent by number
  request text not null,                    -- JSON wire.commands.Request
  ids text not null,                        -- JSON list: all conversations of the order
  missing integer not null default 0,
  told text not null default '[]',          -- JSON list of core.notices.Notice: whom it will concern when it is over
  at integer not null
) strict;
