package game

// Rules of walking.
var walkerRules = []rule{
	{
		"one cell a step", "TestScenarios/steps",
		"walker.go", "\tw.walk(who, to)\n", "\tif OFF {\n\t\tto = to.Step(dir)\n\t}\n\tw.walk(who, to)\n",
	},
	{
		"who goes frees their cell", "TestScenarios/follow",
		"walker.go", "\tw.rows[k].walk &^= bit\n", "\tw.rows[k].walk &^= bit & mask(ON)\n",
	},
	{
		"a blocked step turns", "TestScenarios/blocked",
		"walker.go", "turned := w.turn(who, dir&3)\n",
		"turned := (ON || w.blocks(who.at().Step(dir)) == Done) && w.turn(who, dir&3)\n",
	},
	{
		"a blocked step changes nothing else", "TestScenarios/plant_glider",
		"walker.go", "\tif verdict := w.blocks(to); verdict != Done {\n",
		"\tif verdict := w.blocks(to); verdict != Done {\n\t\tif OFF {\n\t\t\twho.swerve = (who.swerve).after(dir)\n\t\t}\n",
	},
	{
		"it names who blocks", "TestScenarios/blocked",
		"walker.go", "out.By = w.playerAt(to)", "out.By = either(OFF, 0, w.playerAt(to))",
	},
	{
		"12 actions a second", "TestScenarios/burst",
		"config.go", "Actions: 12,", "Actions: either(OFF, 13, 12),",
	},
	{
		"bursts of 4", "TestScenarios/burst",
		"config.go", "Burst: 4,", "Burst: either(OFF, 5, 4),",
	},
	{
		"steps are actions", "TestScenarios/burst",
		"walker.go", "\tif !w.limit(who) {\n", "\tif !w.limit(who) && ON {\n",
	},
	{
		"plants are actions", "TestScenarios/limit_plant",
		"plant.go", "\twho, verdict := w.actor(at, id)\n",
		"\twho, verdict := w.actor(at, id)\n\tif OFF && verdict == Limited {\n\t\tverdict = Done\n\t}\n",
	},
	{
		"strokes are actions", "TestScenarios/limit_chop",
		"chop.go", "\twho, verdict := w.actor(at, id)\n",
		"\twho, verdict := w.actor(at, id)\n\tif OFF && verdict == Limited {\n\t\tverdict = Done\n\t}\n",
	},
	{
		"limited is not applied", "TestScenarios/limit_blocked",
		"walker.go", "\twho, verdict := w.actor(at, id)\n",
		"\twho, verdict := w.actor(at, id)\n\tif OFF && verdict == Limited {\n\t\tw.turn(who, dir)\n\t}\n",
	},
	{
		"limited is counted", "TestLimitedStepsAreCounted",
		"answer.go", "s.limited++", "s.limited += either[uint32](OFF, 0, 1)",
	},
	{
		"a bot has the same limit", "TestScenarios/burst_bot",
		"walker.go", "if ready-now > int64(w.cfg.Burst-1)*action {",
		"if ready-now > int64(w.cfg.Burst-1)*action && (ON || who.kind == Player) {",
	},
	{
		"dozes after 60 s", "TestScenarios/doze",
		"config.go", "Doze:    60 * time.Second,", "Doze: either(OFF, 61*time.Second, 60*time.Second),",
	},
	{
		"not before 60 s", "TestScenarios/doze_edge",
		"player.go", ">= w.cfg.Doze.Milliseconds()", ">= w.cfg.Doze.Milliseconds()-either[int64](OFF, 1, 0)",
	},
	{
		"without a key", "TestScenarios/doze_keys",
		"player.go", "\tp.seen = w.now\n", "\tif ON {\n\t\tp.seen = w.now\n\t}\n",
	},
	{
		"a key wakes", "TestScenarios/doze_wake",
		"player.go", "who.dozing = false", "who.dozing = OFF",
	},
	{
		"who dozes is not stung", "TestScenarios/shield_doze",
		"sting.go", "|| who.dozing ||", "|| who.dozing && ON ||",
	},
	{
		"no spores land near who dozes", "TestWildSporesNearAPlayer",
		"wild.go", "if who.dozing {", "if who.dozing && ON {",
	},
}
