package sshd

import "strings"

// The words of drawn names: at most 7 and 8 letters, so that both and a hyphen
// fit into a name. Their order is part of who somebody is: add at the end,
// and know that adding moves the names of players who have no other.
var (
	adjectives = strings.Fields(`
		mossy leafy ferny thorny shady misty dewy sunny
		muddy sandy stony rocky woody grassy reedy briar
		amber russet tawny auburn hazel olive golden silver
		copper ashen umber ochre ivory ebony dusky pale
		quiet gentle nimble brisk swift fleet spry lively
		bold brave sly wily keen wary shy calm
		humble proud merry jolly sleepy dreamy drowsy hungry
		wild hidden hollow tangled knotty gnarled ancient autumn
		vernal wintry frosty snowy rainy windy breezy balmy`)
	animals = strings.Fields(`
		otter badger fox hare rabbit squirrel marten stoat
		weasel ferret polecat lynx wolf bear boar deer
		stag doe fawn elk moose bison beaver vole
		mouse dormouse shrew mole hedgehog bat owl hawk
		falcon kestrel kite buzzard eagle raven crow rook
		jay magpie wren robin finch siskin linnet thrush
		dipper lark swallow swift cuckoo dove grouse quail
		pheasant heron crane stork bittern egret newt toad
		frog adder lizard tortoise beetle cricket moth bee
		hornet mantis snail`)
)
