-- Which names are used now is found without reading those of contracts that have ended, however many these are.
CREATE INDEX IF NOT EXISTS customer_contract_name_by_end ON customer_contract_name (kind, name, used_until);
