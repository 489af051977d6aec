-- Each release carries the digest of the one before, so that a log that was put back is told from the one that replicas know. Releases
-- of earlier versions carry none. H2 makes each change on its own, so that all of them may be found done at the next start.

ALTER TABLE policy_release ADD COLUMN IF NOT EXISTS previous_digest VARCHAR(64);

-- Releases that a replica knew, and that the log lost. Their numbers are given out again. A row is added once, by the replica that
-- notices the loss first.
CREATE TABLE IF NOT EXISTS policy_lost_release (
    chain_digest VARCHAR(64) PRIMARY KEY,
    release_id   BIGINT NOT NULL,
    noticed      TIMESTAMP WITH TIME ZONE NOT NULL
);

-- Draft with the tables of a lost release, which is made once however many replicas have them.
ALTER TABLE policy_draft ADD COLUMN IF NOT EXISTS lost_release VARCHAR(64);
CREATE UNIQUE INDEX IF NOT EXISTS policy_draft_by_lost_release ON policy_draft (lost_release);
