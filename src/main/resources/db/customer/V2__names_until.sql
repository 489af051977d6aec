-- Until when a name is used: by a contract that ends, or by a version that another follows later; null if for ever. H2 makes each change on its own.
ALTER TABLE customer_contract_name ADD COLUMN IF NOT EXISTS used_until TIMESTAMP WITH TIME ZONE;
