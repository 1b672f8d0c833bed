// A script without an end
// with SLIPWAY_EVALUATE_SECONDS=1
var i = 0
while (i >= 0) {
    Thread.sleep(20)
}
