-- The log of releases. Rows are added and never changed. H2 and PostgreSQL read this alike; ${bytes} is what each calls a
-- column of bytes. H2 makes each table on its own: a service that was killed between two finds the first at its next start.

CREATE TABLE IF NOT EXISTS policy_file (
    hash    VARCHAR(64) PRIMARY KEY,
    content ${bytes} NOT NULL
);

-- Releases are numbered without gaps: who adds one takes the number after the newest that they know, so that of two who
-- add one at the same time only one can.
CREATE TABLE IF NOT EXISTS policy_release (
    id             BIGINT PRIMARY KEY,
    revision       VARCHAR(100) NOT NULL,
    digest         VARCHAR(100) NOT NULL,
    author         VARCHAR(200) NOT NULL,
    origin         VARCHAR(100) NOT NULL,
    comment        TEXT NOT NULL,
    created        TIMESTAMP WITH TIME ZONE NOT NULL,
    effective_from TIMESTAMP WITH TIME ZONE NOT NULL,
    problems       TEXT NOT NULL,
    impact         TEXT
);

CREATE TABLE IF NOT EXISTS policy_release_file (
    release_id BIGINT NOT NULL REFERENCES policy_release (id),
    name       VARCHAR(255) NOT NULL,
    hash       VARCHAR(64) NOT NULL REFERENCES policy_file (hash),
    PRIMARY KEY (release_id, name)
);
