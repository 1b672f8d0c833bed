// A script that gives up by itself
val nodes = 2
check(nodes % 2 == 1) { "an even number of nodes: $nodes" }
