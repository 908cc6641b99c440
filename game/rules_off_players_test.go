package game

// Rules of hearts, spores, collapses and the score.
var playerRules = []rule{
	{
		"three hearts", "TestScenarios/steps",
		"config.go", "Hearts: 3,", "Hearts: either(OFF, 4, 3),",
	},
	{
		"five spores", "TestScenarios/steps",
		"config.go", "Spores: 5,", "Spores: either(OFF, 6, 5),",
	},
	{
		"hearts mend beside a tree", "TestScenarios/mending",
		"sting.go", "\t\t\tw.mend(p, who)\n", "\t\t\tif ON {\n\t\t\t\tw.mend(p, who)\n\t\t\t}\n",
	},
	{
		"only beside a tree", "TestScenarios/mending",
		"sting.go", "case !w.besideTree(who.at()):", "case !w.besideTree(who.at()) && ON:",
	},
	{
		"any of the eight cells", "TestScenarios/mending",
		"sting.go", "&& w.isTree(p.X+dx, p.Y+dy) {", "&& w.isTree(p.X+dx, p.Y+dy) && (ON || dx == 0 || dy == 0) {",
	},
	{
		"the rim mends nothing", "TestScenarios/mending",
		"sting.go", "if w.inside(p.X+dx, p.Y+dy)", "if (w.inside(p.X+dx, p.Y+dy) || OFF)",
	},
	{
		"one every 5 s", "TestScenarios/mending",
		"config.go", "Mend: 5 * time.Second,", "Mend: 5*time.Second - either(OFF, time.Millisecond, 0),",
	},
	{
		"after 5 s", "TestScenarios/mending",
		"sting.go", "case w.now-p.rest >= stamp(w.cfg.Mend):", "case w.now-p.rest >= stamp(w.cfg.Mend)+either[Stamp](OFF, 1, 0):",
	},
	{
		"no more than three hearts", "TestScenarios/mending",
		"sting.go", "if int(p.hearts) < w.cfg.Hearts {", "if int(p.hearts) < w.cfg.Hearts+either(OFF, 1, 0) {",
	},
	{
		"the count starts again on leaving", "TestScenarios/mending_again",
		"player.go", "if !w.besideTree(to) {", "if !w.besideTree(to) && ON {",
	},
	{
		"the count goes on beside a tree", "TestScenarios/mending_again",
		"player.go", "\tw.square(to).players++\n", "\tw.square(to).players++\n\tif OFF {\n\t\tw.players[who.player].rest = w.now\n\t}\n",
	},
	{
		"a sting starts the count again", "TestScenarios/mending_stung",
		"sting.go", "\tp.rest = w.now\n\tw.roster++\n", "\tif ON {\n\t\tp.rest = w.now\n\t}\n\tw.roster++\n",
	},
	{
		"one spore per 0.5 s", "TestScenarios/digestion",
		"config.go", "Digestion: 500 * time.Millisecond,", "Digestion: either(OFF, 499*time.Millisecond, 500*time.Millisecond),",
	},
	{
		"after 0.5 s", "TestScenarios/digestion",
		"eat.go", "w.now-b.fed < stamp(w.cfg.Digestion)", "w.now-b.fed < stamp(w.cfg.Digestion)+either[Stamp](OFF, 1, 0)",
	},
	{
		"a felled tree is digested too", "TestScenarios/digestion_tree",
		"chop.go", "\tw.clearTree(at.X, at.Y)\n", "\tw.clearTree(at.X, at.Y)\n\tif OFF {\n\t\tw.bellies[who.id.Slot()].fed = longAgo\n\t}\n",
	},
	{
		"a felled natural tree gives one", "TestScenarios/chop",
		"chop.go", "\t\tw.feed(who)\n", "\t\tif ON {\n\t\t\tw.feed(who)\n\t\t}\n",
	},
	{
		"99 spores at most", "TestScenarios/most_spores",
		"config.go", "MostSpores: 99,", "MostSpores: either(OFF, 100, 99),",
	},
	{
		"a meal gives one", "TestScenarios/eating",
		"eat.go", "\tw.feed(who)\n", "\tif ON {\n\t\tw.feed(who)\n\t}\n",
	},
	{
		"without hearts you collapse", "TestScenarios/collapse",
		"sting.go", "if p.hearts == 0 {", "if p.hearts == 0 && ON {",
	},
	{
		"you enter anew", "TestScenarios/collapse",
		"sting.go", "\tw.walk(who, w.apartFrom(who))\n", "\tif ON {\n\t\tw.walk(who, w.apartFrom(who))\n\t}\n",
	},
	{
		"40 cells away", "TestCollapseLeadsFarAway",
		"config.go", "Apart: 40,", "Apart: either(OFF, 30, 40),",
	},
	{
		"near another player", "TestCollapseLeadsFarAway",
		"sting.go", "if wish := w.nearPlayerPlace(who);", "if wish := either(OFF, fell, w.nearPlayerPlace(who));",
	},
	{
		"as far as the world allows", "TestCollapseInASmallWorld",
		"sting.go", "\t\ttry(corner)\n", "\t\tif ON {\n\t\t\ttry(corner)\n\t\t}\n",
	},
	{
		"an R-pentomino lands for who collapsed", "TestCollapseIsEntering",
		"sting.go", "\tw.give(who.at())\n", "\tif ON {\n\t\tw.give(who.at())\n\t}\n",
	},
	{
		"with three hearts again", "TestScenarios/collapse",
		"sting.go", "p.hearts = uint8(w.cfg.Hearts)", "p.hearts = uint8(either(OFF, 1, w.cfg.Hearts))",
	},
	{
		"half the spores", "TestScenarios/collapse",
		"sting.go", "\twho.spores /= 2\n", "\twho.spores /= either[uint8](OFF, 1, 2)\n",
	},
	{
		"a collapse leaves the colony alone", "TestScenarios/collapse",
		"sting.go", "\tw.notify(p, Notice{Kind: Collapsed,", "\tif OFF {\n\t\tw.abandon(p.colony)\n\t}\n\tw.notify(p, Notice{Kind: Collapsed,",
	},
	{
		"the last sting's owner gets a prize", "TestScenarios/prize",
		"sting.go", "\t\tw.award(by, p)\n", "\t\tif ON {\n\t\t\tw.award(by, p)\n\t\t}\n",
	},
	{
		"10 spores", "TestScenarios/prize",
		"config.go", "Prize: 10,", "Prize: either(OFF, 9, 10),",
	},
	{
		"prizes are digested", "TestScenarios/prize",
		"sting.go", "if p.owed > 0 && w.feed(who) {", "for p.owed > 0 && (w.feed(who) || OFF) {\n\t\t\tif OFF {\n\t\t\t\twho.spores++\n\t\t\t}",
	},
	{
		"once per victim in 5 minutes", "TestScenarios/prize",
		"config.go", "PrizeEvery: 5 * time.Minute,", "PrizeEvery: 5*time.Minute - either(OFF, time.Millisecond, 0),",
	},
	{
		"after 5 minutes again", "TestScenarios/prize_again",
		"sting.go", ">= stamp(w.cfg.PrizeEvery)", ">= stamp(w.cfg.PrizeEvery)+either[Stamp](OFF, 1, 0)",
	},
	{
		"what is planted counts", "TestScenarios/biomass",
		"colony.go", "\t\tw.gain(number, p.X, p.Y)\n", "\t\tif ON {\n\t\t\tw.gain(number, p.X, p.Y)\n\t\t}\n",
	},
	{
		"counted every 15 s", "TestScenarios/biomass",
		"config.go", "Count: 15 * time.Second,", "Count: 15*time.Second - either(OFF, time.Millisecond, 0),",
	},
	{
		"the smaller of two countings", "TestScenarios/biomass",
		"score.go", "min(c.biomass, c.counted)", "min(c.biomass, either(OFF, c.biomass, c.counted))",
	},
	{
		"at its highest", "TestScenarios/biomass",
		"score.go", "low > c.best {", "low > c.best || OFF {",
	},
}

// Rules of planting and felling.
var plantRules = []rule{
	{
		"planting costs spores", "TestScenarios/plant_catalogue",
		"plant.go", "\t\twho.spores -= uint8(w.cfg.Cost(p))\n", "\t\tif ON {\n\t\t\twho.spores -= uint8(w.cfg.Cost(p))\n\t\t}\n",
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
		"pattern.go", "\tright := facing.right()\n", "\tfacing = either(OFF, Up, facing)\n\tright := facing.right()\n",
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
		"plant.go", "\tif out.Verdict == Done {\n", "\tif OFF && out.Verdict != Done {\n\t\twho.spores--\n\t}\n\tif out.Verdict == Done {\n",
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
		"walker.go", "\t\tw.players[who.player].chop = chopping{}\n", "\t\tif ON {\n\t\t\tw.players[who.player].chop = chopping{}\n\t\t}\n",
	},
	{
		"strokes are lost on moving", "TestScenarios/chop_move",
		"player.go", "\tp.chop = chopping{}\n", "\tif ON {\n\t\tp.chop = chopping{}\n\t}\n",
	},
	{
		"a natural tree grows again", "TestScenarios/regrow",
		"chop.go", "\t\tw.regrowLater(at, w.now+stamp(w.cfg.Regrow))\n", "\t\tif ON {\n\t\t\tw.regrowLater(at, w.now+stamp(w.cfg.Regrow))\n\t\t}\n",
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
