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
		"sting.go", "case w.now-p.rest >= stamp(w.cfg.Mend):",
		"case w.now-p.rest >= stamp(w.cfg.Mend)+either[Stamp](OFF, 1, 0):",
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
		"player.go", "\tif w.square(from) != w.square(to) {\n",
		"\tif OFF {\n\t\tw.players[who.player].rest = w.now\n\t}\n\tif w.square(from) != w.square(to) {\n",
	},
	{
		"a sting starts the count again", "TestScenarios/mending_stung",
		"sting.go", "\tp.rest = w.now\n\tw.roster++\n", "\tif ON {\n\t\tp.rest = w.now\n\t}\n\tw.roster++\n",
	},
	{
		"one spore per 0.5 s", "TestScenarios/digestion",
		"config.go", "Digestion: 500 * time.Millisecond,",
		"Digestion: either(OFF, 499*time.Millisecond, 500*time.Millisecond),",
	},
	{
		"after 0.5 s", "TestScenarios/digestion",
		"eat.go", "w.now-b.fed < stamp(w.cfg.Digestion)", "w.now-b.fed < stamp(w.cfg.Digestion)+either[Stamp](OFF, 1, 0)",
	},
	{
		"a felled tree is digested too", "TestScenarios/digestion_tree",
		"chop.go", "\tw.clearTree(at.X, at.Y)\n",
		"\tw.clearTree(at.X, at.Y)\n\tif OFF {\n\t\tw.bellies[who.id.Slot()].fed = longAgo\n\t}\n",
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
		"sting.go", "\tw.notify(p, Notice{Kind: Collapsed,",
		"\tif OFF {\n\t\tw.abandon(p.colony)\n\t}\n\tw.notify(p, Notice{Kind: Collapsed,",
	},
	{
		"the last sting's owner gets a prize", "TestScenarios/prize",
		"sting.go", "\t\tw.award(number, by, p)\n", "\t\tif ON {\n\t\t\tw.award(number, by, p)\n\t\t}\n",
	},
	{
		"10 spores", "TestScenarios/prize",
		"config.go", "Prize: 10,", "Prize: either(OFF, 9, 10),",
	},
	{
		"prizes are digested", "TestScenarios/prize",
		"sting.go", "if p.owed > 0 && w.feed(who) {",
		"for p.owed > 0 && (w.feed(who) || OFF) {\n\t\t\tif OFF {\n\t\t\t\twho.spores++\n\t\t\t}",
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
