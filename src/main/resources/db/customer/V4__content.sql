-- What each version of a contract says, from when on it decides, and when it ends (null if never), so that contracts that say the same are
-- evaluated once. H2 makes each change on its own, so that all of them may be found done at the next start.
CREATE TABLE IF NOT EXISTS customer_contract_content (
    customer     VARCHAR(200) NOT NULL,
    version      BIGINT NOT NULL,
    content      UUID NOT NULL,
    decides_from TIMESTAMP WITH TIME ZONE NOT NULL,
    ends         TIMESTAMP WITH TIME ZONE,
    PRIMARY KEY (customer, version)
);

CREATE INDEX IF NOT EXISTS customer_contract_content_by_content ON customer_contract_content (content, customer);
