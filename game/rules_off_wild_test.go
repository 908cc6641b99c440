package game

// Rules of wild spores and of drying up.
var wildRules = []rule{
	{
		"wild spores land", "TestNewWorldHasGenerationsBehindIt",
		"life.go", "\tw.wildSpores()\n", "\tif ON {\n\t\tw.wildSpores()\n\t}\n",
	},
	{
		"squares are smaller at the rim", "TestSquaresAtTheRimAreSmaller",
		"wild.go", "\tcolumns, rows := w.within(i)\n",
		"\tcolumns, rows := w.within(i)\n\tif OFF {\n\t\tcolumns, rows = side, side\n\t}\n",
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
		"1/200 elsewhere", "TestChancesFarFromPlayers",
		"config.go", "Elsewhere: 200,", "Elsewhere: either(OFF, 1000, 200),",
	},
	{
		"within 96 cells", "TestWildSporesNearAPlayer",
		"config.go", "NearPlayer: 96,", "NearPlayer: either(OFF, 95, 96),",
	},
	{
		"not beyond 96 cells", "TestWildSporesNearAPlayer",
		"wild.go", "near := w.chunksWithin(who.at(), w.cfg.NearPlayer)", "near := w.chunksWithin(who.at(), w.cfg.NearPlayer+either(OFF, 1, 0))",
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
		"wild.go", "case c.looked && *c.before == c.planes().alive:", "case c.looked && (OFF || *c.before == c.planes().alive):",
	},
	{
		"only wild ones dry up", "TestScenarios/drying",
		"wild.go", "if w.colonies[w.ownerOf(p.X, p.Y)].wild {", "if OFF || w.colonies[w.ownerOf(p.X, p.Y)].wild {",
	},
}
