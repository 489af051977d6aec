-- Sends the AuthZEN question in txn.question to the service, and keeps the status and the body of its answer in txn.status and
-- txn.answer. The status is 0 if there is no answer within two seconds.

local url = os.getenv("ENTITLEMENT_URL") .. "/access/v1/evaluation"
local token = os.getenv("ENTITLEMENT_TOKEN")
local headers = { ["content-type"] = { "application/json" } }
if token then
    headers["authorization"] = { "Bearer " .. token }
end

core.register_action("ask", { "http-req" }, function(txn)
    local answer = core.httpclient():post({
        url = url,
        headers = headers,
        body = txn:get_var("txn.question"),
        timeout = 2000,
    })
    txn:set_var("txn.status", answer and answer.status or 0)
    txn:set_var("txn.answer", answer and answer.body or "")
end)
