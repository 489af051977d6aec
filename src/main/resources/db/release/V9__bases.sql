-- Drafts and proposals carry the digest of the release that they are based on, since a log that was put back gives its number to another
-- one. Those of earlier versions carry none. H2 makes each change on its own, so that all of them may be found done at the next start.

-- The number of the release, a colon and its digest: an earlier version that bases the draft on another release leaves it as it is.
ALTER TABLE policy_draft ADD COLUMN IF NOT EXISTS base_digest VARCHAR(100);

ALTER TABLE policy_proposal ADD COLUMN IF NOT EXISTS base_digest VARCHAR(64);
