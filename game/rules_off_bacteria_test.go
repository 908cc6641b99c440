package game

// Rules of birth, death and colour.
var lifeRules = []rule{
	{
		"born with three neighbours", "TestScenarios/life",
		"life.go", "return ones&one |", "return ones&one&(alive|mask(ON)) |",
	},
	{
		"lives on with three", "TestScenarios/life",
		"life.go", "alive&^ones&two\n", "alive&^ones&two&mask(ON)\n",
	},
	{
		"dead in trees for ever", "TestScenarios/life_tree",
		"life.go", "&^ r.tree\n", "&^ (r.tree & mask(ON))\n",
	},
	{
		"four generations a second", "TestScenarios/rate",
		"config.go", "Generations: 4,", "Generations: either(OFF, 5, 4),",
	},
	{
		"the majority's colour", "TestScenarios/colour_majority",
		"inherit.go", "parents[1] != 0 {", "parents[1] != 0 && ON {",
	},
	{
		"the first in reading order", "TestScenarios/colour_first",
		"inherit.go", "\treturn parents[0]\n", "\tif OFF && parents[1] != 0 {\n\t\treturn max(parents[1], parents[2])\n\t}\n\treturn parents[0]\n",
	},
	{
		"wild gives way", "TestScenarios/colour_wild_gives_way",
		"inherit.go", "func colourOf(parents [3]uint16) uint16 {\n", "func colourOf(parents [3]uint16) uint16 {\n\tif OFF && parents[1] == 0 {\n\t\treturn 0\n\t}\n",
	},
	{
		"wild only if all parents are", "TestScenarios/colour_wild_gives_way",
		"inherit.go", "\t\treturn parents[1]\n\t}\n", "\t\treturn parents[1]\n\t}\n\tif OFF && parents[2] == 0 {\n\t\treturn 0\n\t}\n",
	},
	{
		"a bot's cells count as wild", "TestScenarios/colour_bots_are_wild",
		"inherit.go", "return c.kind == Player &&", "return (c.kind == Player || OFF) &&",
	},
	{
		"cells of who is gone count as wild", "TestScenarios/colour_gone_is_wild",
		"inherit.go", "!c.wild }", "(!c.wild || OFF) }",
	},
	{
		"a walker does not prevent a birth", "TestScenarios/birth_under_walker",
		"life.go", "\t\t\tif next != r.alive {\n",
		"\t\t\tif OFF {\n\t\t\t\tnext &^= r.walk &^ r.alive\n\t\t\t}\n\t\t\tif next != r.alive {\n",
	},
	{
		"a colony turns wild when its owner leaves", "TestScenarios/colour_gone_is_wild",
		"player.go", "\tw.leaveBehind(&w.players[i])\n", "\tif ON {\n\t\tw.leaveBehind(&w.players[i])\n\t}\n",
	},
	{
		"what is born counts", "TestScenarios/colour_majority",
		"inherit.go", "w.gain(number, left+x, top+y)", "w.gain(either(OFF, 0, number), left+x, top+y)",
	},
	{
		"what dies counts", "TestScenarios/colour_majority",
		"life.go", "\t\t\tw.loseAll(died, i, y, left, top+y)\n",
		"\t\t\tif ON {\n\t\t\t\tw.loseAll(died, i, y, left, top+y)\n\t\t\t}\n",
	},
}

// Rules of eating.
var mealRules = []rule{
	{
		"a step eats", "TestScenarios/eating",
		"walker.go", "\tw.eat(who)\n", "\tif ON {\n\t\tw.eat(who)\n\t}\n",
	},
	{
		"what is eaten is gone", "TestScenarios/eating",
		"eat.go", "\tw.kill(at)\n", "\tif ON {\n\t\tw.kill(at)\n\t}\n",
	},
	{
		"one's own is not eaten", "TestScenarios/eating_own",
		"eat.go", "if number != 0 &&", "if ON && number != 0 &&",
	},
	{
		"a meal is counted", "TestScenarios/eating",
		"eat.go", "p.meals++", "p.meals += either[uint32](OFF, 0, 1)",
	},
	{
		"the owner loses the cell", "TestScenarios/biomass",
		"colony.go", "\t\tw.lose(*w.ownerAt(i, row, p.X), p.X, p.Y)\n",
		"\t\tif ON {\n\t\t\tw.lose(*w.ownerAt(i, row, p.X), p.X, p.Y)\n\t\t}\n",
	},
	{
		"the owner is told", "TestScenarios/eating_told",
		"eat.go", "\t\tw.notify(p, Notice{Kind: Bitten,", "\t\tw.notify(p, Notice{Kind: either(OFF, Fed, Bitten),",
	},
	{
		"told once in 10 s", "TestScenarios/eating_told",
		"eat.go", "w.now-p.bitten >= again {", "w.now-p.bitten >= again+either[Stamp](OFF, 1, 0) {",
	},
}

// Rules of stings and of what protects from them.
var stingRules = []rule{
	{
		"births sting", "TestScenarios/sting",
		"life.go", "\tw.stingAll()\n", "\tif ON {\n\t\tw.stingAll()\n\t}\n",
	},
	{
		"one heart", "TestScenarios/sting",
		"sting.go", "\tp.hearts--\n", "\tp.hearts -= either[uint8](OFF, 2, 1)\n",
	},
	{
		"one's own newborn is harmless", "TestScenarios/sting_own",
		"sting.go", "if s.colony == p.colony", "if s.colony == p.colony && ON",
	},
	{
		"the owner is credited", "TestScenarios/sting_credit",
		"sting.go", "by.stings++", "by.stings += either[uint32](OFF, 0, 1)",
	},
	{
		"1 s of a meal", "TestScenarios/shield_meal",
		"config.go", "MealShield: time.Second,", "MealShield: time.Second - either(OFF, time.Millisecond, 0),",
	},
	{
		"no more than 1 s of a meal", "TestScenarios/shield_meal",
		"eat.go", "w.now+stamp(w.cfg.MealShield)", "w.now+stamp(w.cfg.MealShield)+either[Stamp](OFF, 1, 0)",
	},
	{
		"3 s of a sting", "TestScenarios/shield_sting",
		"config.go", "StingShield: 3 * time.Second,", "StingShield: 3*time.Second - either(OFF, time.Millisecond, 0),",
	},
	{
		"no more than 3 s of a sting", "TestScenarios/shield_sting",
		"sting.go", "w.now + stamp(w.cfg.StingShield)", "w.now + stamp(w.cfg.StingShield) + either[Stamp](OFF, 1, 0)",
	},
	{
		"5 s of entering", "TestScenarios/shield_enter",
		"config.go", "EnterShield: 5 * time.Second,", "EnterShield: 5*time.Second - either(OFF, time.Millisecond, 0),",
	},
	{
		"no more than 5 s of entering", "TestScenarios/shield_enter",
		"player.go", "w.now + stamp(w.cfg.EnterShield)", "w.now + stamp(w.cfg.EnterShield) + either[Stamp](OFF, 1, 0)",
	},
	{
		"5 s of collapsing", "TestScenarios/collapse_shield",
		"sting.go", "w.now+stamp(w.cfg.EnterShield), w.now", "either(OFF, w.now, w.now+stamp(w.cfg.EnterShield)), w.now",
	},
}
