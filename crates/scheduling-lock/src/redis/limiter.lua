-- gcra::spend, inside Redis and on its clock. Times are in microseconds: whole numbers below 2^53, exact in a double.
-- KEYS[1]: holds when the key has paid off what it owes, and is gone by then.
-- ARGV: the tolerance, the price.
-- Answers whether the price was spent (1 or 0), and what the key owes now.
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local tolerance, price = tonumber(ARGV[1]), tonumber(ARGV[2])
local paid = tonumber(redis.call('GET', KEYS[1]) or now)
local owed = math.min(math.max(paid - now, 0), tolerance)
if owed + price > tolerance then
  return {0, owed}
end
owed = owed + price
if price > 0 then
  redis.call('SET', KEYS[1], string.format('%.0f', now + owed), 'PX', string.format('%.0f', math.ceil(owed / 1000)))
end
return {1, owed}
