-- Every version of every contract. Nothing is ever rewritten: the newest version of a customer is what holds. H2 makes each
-- change on its own, so that all of them may be found done at the next start.

CREATE TABLE IF NOT EXISTS customer_contract (
    customer VARCHAR(200) NOT NULL,
    version  BIGINT NOT NULL,
    stored   TIMESTAMP WITH TIME ZONE NOT NULL,
    author   VARCHAR(255) NOT NULL,
    ended    TIMESTAMP WITH TIME ZONE,
    body     TEXT NOT NULL,
    PRIMARY KEY (customer, version)
);

-- The names of the policy that the newest version of a contract uses, so that whoever retires one can be told.
CREATE TABLE IF NOT EXISTS customer_contract_name (
    kind     VARCHAR(20) NOT NULL,
    name     VARCHAR(400) NOT NULL,
    customer VARCHAR(200) NOT NULL,
    PRIMARY KEY (kind, name, customer)
);

CREATE INDEX IF NOT EXISTS customer_contract_name_by_customer ON customer_contract_name (customer);
