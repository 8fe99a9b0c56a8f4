-- A session is good for as long as what it began with. What those of before began with is not known:
-- who had one logs in again.
delete from api_key where session;

-- The hash of the key that a session began with, which may stand here or in a configuration. Null
-- for keys, and for sessions that began with a provider's token.
alter table api_key add column began text;

create index api_key_began on api_key (began) where began is not null;
create index api_key_sessions on api_key (created_at desc, id desc) where session;
