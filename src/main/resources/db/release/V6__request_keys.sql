-- The key of the request that made a version of a draft, and a hash of what it asked for, so that a request whose answer was lost is made once
-- however often it is sent. H2 makes each change on its own, so that all of them may be found done at the next start.

ALTER TABLE policy_draft_change ADD COLUMN IF NOT EXISTS request_key VARCHAR(200);
ALTER TABLE policy_draft_change ADD COLUMN IF NOT EXISTS request_hash VARCHAR(64);

CREATE UNIQUE INDEX IF NOT EXISTS policy_draft_change_by_key ON policy_draft_change (draft_id, request_key);
