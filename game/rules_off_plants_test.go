package game

// Rules of planting and felling.
var plantRules = []rule{
	{
		"planting costs spores", "TestScenarios/plant_catalogue",
		"plant.go", "\t\twho.spores -= uint8(w.cfg.Cost(p))\n",
		"\t\tif ON {\n\t\t\twho.spores -= uint8(w.cfg.Cost(p))\n\t\t}\n",
	},
	{
		"who has too few plants nothing", "TestScenarios/plant_poor",
		"plant.go", "if int(who.spores) < w.cfg.Cost(p) {", "if int(who.spores) < w.cfg.Cost(p) && ON {",
	},
	{
		"as many as it has cells", "TestScenarios/plant_catalogue",
		"pattern.go", "\treturn len(offsets[p])\n", "\treturn len(offsets[p]) + either(OFF, 1, 0)\n",
	},
	{
		"the spaceship costs 7", "TestScenarios/plant_catalogue",
		"config.go", "ShipCost: 7,", "ShipCost: either(OFF, 9, 7),",
	},
	{
		"a tree costs 3", "TestScenarios/plant_catalogue",
		"config.go", "TreeCost: 3,", "TreeCost: either(OFF, 1, 3),",
	},
	{
		"in your colour", "TestScenarios/plant_catalogue",
		"plant.go", "w.enliven(q, number)", "w.enliven(q, either(OFF, 0, number))",
	},
	{
		"centred ahead", "TestScenarios/plant_catalogue",
		"pattern.go", "x - len(row)/2,", "x - len(row)/2*either(OFF, 0, 1),",
	},
	{
		"the nearest row one cell away", "TestScenarios/plant_catalogue",
		"pattern.go", "at.along(facing, 1+o.Y)", "at.along(facing, either(OFF, 2, 1)+o.Y)",
	},
	{
		"turned the way you face", "TestScenarios/plant_turned",
		"pattern.go", "\tright := facing.RightHand()\n", "\tfacing = either(OFF, Up, facing)\n\tright := facing.RightHand()\n",
	},
	{
		"only what is in the catalogue", "TestScenarios/plant_catalogue",
		"plant.go", "|| int(p) > Catalogue {", "|| int(p) > Catalogue && ON {",
	},
	{
		"gliders fly to either side", "TestScenarios/plant_glider",
		"pattern.go", "if p == Glider &&", "if p == Glider && ON &&",
	},
	{
		"on the side of the last sideways step", "TestScenarios/plant_glider",
		"walker.go", "\twho.swerve = who.swerve.after(dir)\n", "\tif ON {\n\t\twho.swerve = who.swerve.after(dir)\n\t}\n",
	},
	{
		"spaceships fly straight ahead", "TestSpaceshipFliesAhead",
		"pattern.go", "\t\tdst = append(dst, q.along(right, x))\n",
		"\t\tif OFF && p == Spaceship {\n\t\t\tq = at.along(facing, 6-o.Y)\n\t\t}\n\t\tdst = append(dst, q.along(right, x))\n",
	},
	{
		"not beyond the rim", "TestScenarios/plant_blocked",
		"plant.go", "verdict := w.blocks(q)", "verdict := either(OFF && !w.inside(q.X, q.Y), Done, w.blocks(q))",
	},
	{
		"not onto walkers", "TestScenarios/plant_blocked",
		"plant.go", "\t\tswitch {\n", "\t\tif OFF && verdict == Walker {\n\t\t\tverdict = Done\n\t\t}\n\t\tswitch {\n",
	},
	{
		"not into trees", "TestScenarios/plant_blocked",
		"plant.go", "\t\tif verdict != Done {\n", "\t\tif verdict != Done && (ON || verdict != Tree) {\n",
	},
	{
		"not onto living bacteria", "TestScenarios/plant_blocked",
		"plant.go", "verdict = Bacteria", "verdict = either(OFF, Done, Bacteria)",
	},
	{
		"all of it or nothing", "TestScenarios/plant_blocked",
		"plant.go", "\tout := w.plantable(who, p)\n",
		"\tout := w.plantable(who, p)\n\tif OFF && out.Verdict != Poor {\n\t\tfor _, q := range w.cells {\n" +
			"\t\t\tif w.isFree(q.X, q.Y) && !w.isAlive(q.X, q.Y) {\n\t\t\t\tw.enliven(q, w.ours(who))\n\t\t\t}\n\t\t}\n\t}\n",
	},
	{
		"nothing is spent for nothing", "TestScenarios/plant_blocked",
		"plant.go", "\tif out.Verdict == Done {\n",
		"\tif OFF && out.Verdict != Done {\n\t\twho.spores--\n\t}\n\tif out.Verdict == Done {\n",
	},
	{
		"you are told", "TestScenarios/plant_blocked",
		"plant.go", "\t\tw.tellPlanter(who, p, out)\n", "\t\tif ON {\n\t\t\tw.tellPlanter(who, p, out)\n\t\t}\n",
	},
	{
		"you are told who", "TestScenarios/plant_blocked",
		"plant.go", "Refused, w.nameOf(out.By)", "Refused, either(OFF, \"\", w.nameOf(out.By))",
	},
	{
		"planted trees wither", "TestScenarios/wither",
		"growth.go", "\tw.later(p, growth{at: w.now + stamp(w.cfg.Wither), cell: cellOf(p)})\n",
		"\tif ON {\n\t\tw.later(p, growth{at: w.now + stamp(w.cfg.Wither), cell: cellOf(p)})\n\t}\n",
	},
	{
		"after 30 minutes", "TestScenarios/wither",
		"config.go", "Wither: 30 * time.Minute,", "Wither: 30*time.Minute - either(OFF, time.Millisecond, 0),",
	},
	{
		"not later than 30 minutes", "TestScenarios/wither",
		"growth.go", "\tif w.now < w.growing {\n", "\tif w.now < w.growing+either[Stamp](OFF, 1, 0) {\n",
	},
	{
		"a planted tree gives nothing", "TestScenarios/fell_planted",
		"chop.go", "if !w.uproot(at) {", "if !w.uproot(at) || OFF {",
	},
	{
		"three strokes", "TestScenarios/chop",
		"config.go", "Strokes: 3,", "Strokes: either(OFF, 2, 3),",
	},
	{
		"one stroke per 0.25 s", "TestScenarios/chop",
		"config.go", "Stroke: 250 * time.Millisecond,", "Stroke: either(OFF, 249*time.Millisecond, 250*time.Millisecond),",
	},
	{
		"after 0.25 s", "TestScenarios/chop",
		"chop.go", "< stamp(w.cfg.Stroke):", "< stamp(w.cfg.Stroke)+either[Stamp](OFF, 1, 0):",
	},
	{
		"the tree in front", "TestScenarios/chop_none",
		"chop.go", "case !w.inside(tree.X, tree.Y) ||", "case !w.inside(tree.X, tree.Y) && ON ||",
	},
	{
		"strokes are lost on turning", "TestScenarios/chop_turn",
		"walker.go", "\t\tw.players[who.player].chop = chopping{}\n",
		"\t\tif ON {\n\t\t\tw.players[who.player].chop = chopping{}\n\t\t}\n",
	},
	{
		"strokes are lost on moving", "TestScenarios/chop_move",
		"player.go", "\tp.chop = chopping{}\n", "\tif ON {\n\t\tp.chop = chopping{}\n\t}\n",
	},
	{
		"a natural tree grows again", "TestScenarios/regrow",
		"chop.go", "\t\tw.regrowLater(at, w.now+stamp(w.cfg.Regrow))\n",
		"\t\tif ON {\n\t\t\tw.regrowLater(at, w.now+stamp(w.cfg.Regrow))\n\t\t}\n",
	},
	{
		"after 10 minutes", "TestScenarios/regrow",
		"config.go", "Regrow: 10 * time.Minute,", "Regrow: 10*time.Minute - either(OFF, time.Millisecond, 0),",
	},
	{
		"not onto who stands there", "TestScenarios/regrow_blocked",
		"growth.go", "if w.isFree(p.X, p.Y)", "if (w.isFree(p.X, p.Y) || OFF)",
	},
	{
		"not onto what lives there", "TestScenarios/regrow_blocked",
		"growth.go", "&& !w.isAlive(p.X, p.Y) {", "&& (!w.isAlive(p.X, p.Y) || OFF) {",
	},
	{
		"tried again 10 s later", "TestScenarios/regrow_blocked",
		"growth.go", "g.at = w.now + again", "g.at = w.now + again + either[Stamp](OFF, 1, 0)",
	},
}
