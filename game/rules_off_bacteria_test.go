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
		"life.go", "&^ c.tree[y]\n", "&^ (c.tree[y] & mask(ON))\n",
	},
	{
		"four generations a second", "TestScenarios/rate",
		"config.go", "Generations: 4,", "Generations: either(OFF, 5, 4),",
	},
	{
		"the majority's colour", "TestScenarios/colour_majority",
		"inherit.go", "if n == 3 &&", "if n == 3 && ON &&",
	},
	{
		"the first in reading order", "TestScenarios/colour_first",
		"inherit.go", "\treturn parents[0]\n", "\treturn parents[either(OFF, max(n-1, 0), 0)]\n",
	},
	{
		"wild gives way", "TestScenarios/colour_wild_gives_way",
		"inherit.go", "w.colonies[number].inherits() {", "w.colonies[number].inherits() || OFF {",
	},
	{
		"wild only if all parents are", "TestScenarios/colour_wild_gives_way",
		"inherit.go", "\t\treturn parents[1]\n\t}\n", "\t\treturn parents[1]\n\t}\n\tif OFF && n < 3 {\n\t\treturn 0\n\t}\n",
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
		"life.go", "\t\tchanges |= next ^ c.alive[y]\n", "\t\tif OFF {\n\t\t\tnext &^= c.walk[y] &^ c.alive[y]\n\t\t}\n\t\tchanges |= next ^ c.alive[y]\n",
	},
	{
		"a colony turns wild when its owner leaves", "TestScenarios/colour_gone_is_wild",
		"player.go", "\tw.abandon(w.players[i].colony)\n", "\tif ON {\n\t\tw.abandon(w.players[i].colony)\n\t}\n",
	},
	{
		"what is born counts", "TestScenarios/colour_majority",
		"inherit.go", "w.gain(number, left+x, top+y)", "w.gain(either(OFF, 0, number), left+x, top+y)",
	},
	{
		"what dies counts", "TestScenarios/colour_majority",
		"life.go", "\t\t\tw.loseAll(died, i, y, left, top+y)\n", "\t\t\tif ON {\n\t\t\t\tw.loseAll(died, i, y, left, top+y)\n\t\t\t}\n",
	},
}

// Rules of wild spores and of drying up.
var wildRules = []rule{
	{
		"wild spores land", "TestNewWorldHasGenerationsBehindIt",
		"life.go", "\tw.wildSpores()\n", "\tif ON {\n\t\tw.wildSpores()\n\t}\n",
	},
	{
		"squares are smaller at the rim", "TestSquaresAtTheRimAreSmaller",
		"wild.go", "\tcolumns, rows := w.within(i)\n", "\tcolumns, rows := w.within(i)\n\tif OFF {\n\t\tcolumns, rows = side, side\n\t}\n",
	},
	{
		"1/4 where few live", "TestChancesOfWildSpores",
		"config.go", "WhenFew: 4,", "WhenFew: either(OFF, 5, 4),",
	},
	{
		"few is less than 0.5 %", "TestChancesOfWildSpores",
		"config.go", "Few: 5,", "Few: either(OFF, 6, 5),",
	},
	{
		"1/20 where some live", "TestChancesOfWildSpores",
		"config.go", "WhenSome: 20,", "WhenSome: either(OFF, 40, 20),",
	},
	{
		"some is less than 3 %", "TestChancesOfWildSpores",
		"config.go", "Some: 30,", "Some: either(OFF, 31, 30),",
	},
	{
		"of the open cells", "TestSquaresAtTheRimAreSmaller",
		"wild.go", "case c.live*1000 < w.cfg.Few*c.open:", "case c.live*1000 < w.cfg.Few*either(OFF, side*side, c.open):",
	},
	{
		"1/2000 elsewhere", "TestChancesFarFromPlayers",
		"config.go", "Elsewhere: 2000,", "Elsewhere: either(OFF, 1000, 2000),",
	},
	{
		"within 96 cells", "TestWildSporesNearAPlayer",
		"config.go", "NearPlayer: 96,", "NearPlayer: either(OFF, 95, 96),",
	},
	{
		"not beyond 96 cells", "TestWildSporesNearAPlayer",
		"wild.go", "near := who.at(), w.cfg.NearPlayer", "near := who.at(), w.cfg.NearPlayer+either(OFF, 1, 0)",
	},
	{
		"a pattern of the wild catalogue", "TestWildCatalogue",
		"wild.go", "p := wildCatalogue[w.rng.IntN(len(wildCatalogue))]",
		"p := either(OFF, Glider, wildCatalogue[w.rng.IntN(len(wildCatalogue))])",
	},
	{
		"randomly turned", "TestWildCatalogue",
		"wild.go", "facing := Dir(w.rng.IntN(4))", "facing := either(OFF, Up, Dir(w.rng.IntN(4)))",
	},
	{
		"at a random place", "TestWildCatalogue",
		"wild.go", "+ w.rng.IntN(roomX+1),", "+ either(OFF, 0, w.rng.IntN(roomX+1)),",
	},
	{
		"not in a tree", "TestWildSporesNeedFreeCells",
		"wild.go", "if !w.isFree(p.X, p.Y)", "if !w.isFree(p.X, p.Y) && (ON || !w.inside(p.X, p.Y))",
	},
	{
		"not on living cells", "TestWildSporesNeedFreeCells",
		"wild.go", "|| w.isAlive(p.X, p.Y) {", "|| w.isAlive(p.X, p.Y) && ON {",
	},
	{
		"not within 3 cells of a walker", "TestWildSporesKeepClear",
		"config.go", "Clear: 3,", "Clear: either(OFF, 2, 3),",
	},
	{
		"but 4 cells from one", "TestWildSporesKeepClear",
		"wild.go", "bounds(w.cells), w.cfg.Clear)", "bounds(w.cells), w.cfg.Clear+either(OFF, 1, 0))",
	},
	{
		"squares dry up", "TestScenarios/drying",
		"life.go", "\tw.dry()\n", "\tif ON {\n\t\tw.dry()\n\t}\n",
	},
	{
		"every 60 generations", "TestScenarios/drying",
		"config.go", "Dry: 60,", "Dry: either(OFF, 61, 60),",
	},
	{
		"if nothing has changed", "TestScenarios/drying_changed",
		"wild.go", "case c.looked && c.before == c.alive:", "case c.looked && (OFF || c.before == c.alive):",
	},
	{
		"only wild ones dry up", "TestScenarios/drying",
		"wild.go", "if w.colonies[w.ownerOf(p.X, p.Y)].wild {", "if OFF || w.colonies[w.ownerOf(p.X, p.Y)].wild {",
	},
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
		"colony.go", "\t\tw.lose(w.owners[(i*side+row)*side+p.X%side], p.X, p.Y)\n",
		"\t\tif ON {\n\t\t\tw.lose(w.owners[(i*side+row)*side+p.X%side], p.X, p.Y)\n\t\t}\n",
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
	{
		"bots are never stung", "TestScenarios/sting_bots",
		"sting.go", "if w.walkers[slot].kind != Player {", "if w.walkers[slot].kind != Player && ON {",
	},
}
