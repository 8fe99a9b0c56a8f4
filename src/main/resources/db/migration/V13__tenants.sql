-- What who asked for it reached: names may be the same in two namespaces. Null stands for all, and
-- for what was asked before this was kept: that is shown to those who reach all.
alter table bulk_directive add column reach text[];
