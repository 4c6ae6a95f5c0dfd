"""The command line: `njia check | resolve | measures | report | template | synth | demo`."""
