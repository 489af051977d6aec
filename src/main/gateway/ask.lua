-- Sends the AuthZEN question in txn.question to the service, and keeps the status and the body of its answer in txn.status and
-- txn.answer. The status is 0 if there is no whole answer. HAProxy's client for Lua would ask four times if it waited in vain, so it asks by way of the part
-- “service” of gateway.cfg, which gives up before that.

local token = os.getenv("ENTITLEMENT_TOKEN")
local headers = { ["content-type"] = { "application/json" } }
if token then
    headers["authorization"] = { "Bearer " .. token }
end

core.register_action("ask", { "http-req" }, function(txn)
    local answer = core.httpclient():post({
        url = "http://127.0.0.1:8083/access/v1/evaluation",
        headers = headers,
        body = txn:get_var("txn.question"),
        timeout = 10000,
    })
    local body = answer and answer.body or ""
    local whole = body:match("^%s*{.*}%s*$")
    txn:set_var("txn.status", answer and (whole or answer.status ~= 200) and answer.status or 0)
    txn:set_var("txn.answer", body)
end)
