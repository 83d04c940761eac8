//! The order in which dead objects run what they have to run.

use std::collections::HashMap;

/// A graph whose nodes are told apart by a key.
pub trait Graph {
    /// A node.
    type Node: Copy;

    /// The key of a node, such as its address.
    fn key(&self, node: Self::Node) -> usize;

    /// Adds the nodes that `node` refers to, in the order in which it would let go of them.
    fn children(&self, node: Self::Node, into: &mut Vec<Self::Node>);
}

/// What [`outer_first`] found out.
#[derive(Debug)]
pub struct Order<N> {
    /// Indexes of the roots, in order.
    pub roots: Vec<usize>,
    /// For each root, by its index: whether it is part of a cycle or reached from one.
    pub cyclic: Vec<bool>,
    /// All nodes that are part of a cycle or reached from one.
    pub in_cycles: Vec<N>,
}

/// Puts roots before the roots that they reach, as counting references would free them: what lets
/// go of something goes first, and of two that know nothing of each other the one that comes first
/// in `roots`. Cycles and what they reach come last, in the order of `roots`, for no reference in
/// them is the last one.
///
/// Takes time in proportion to the nodes reached and their references, and no native stack.
pub fn outer_first<G: Graph>(graph: &G, roots: &[G::Node]) -> Order<G::Node> {
    let mut search = Search { graph, index: HashMap::new(), nodes: Vec::new(), component: Vec::new(), components: 0 };
    // What is finished last comes first in the end, so the roots are visited from the last one on.
    for &root in roots.iter().rev() {
        search.visit(root);
    }
    let cyclic = search.cyclic();
    let place = |root: &G::Node| search.index.get(&graph.key(*root)).copied().unwrap_or(0);
    let places: Vec<usize> = roots.iter().map(place).collect();
    let root_cyclic: Vec<bool> = places.iter().map(|&place| cyclic.get(place).copied().unwrap_or(false)).collect();
    let mut order: Vec<usize> = (0..roots.len()).collect();
    order.sort_by_key(|&root| {
        if root_cyclic[root] { (true, 0) } else { (false, search.components - search.component[places[root]]) }
    });
    let in_cycles = search.nodes.iter().zip(&cyclic).filter(|(_, cyclic)| **cyclic).map(|(node, _)| node.node);
    Order { roots: order, in_cycles: in_cycles.collect(), cyclic: root_cyclic }
}

struct Visited<N> {
    node: N,
    /// The places of the nodes it refers to.
    children: Vec<usize>,
    /// The lowest place on the path that is reached from here.
    low: usize,
    open: bool,
}

/// A search for strongly connected components, after Tarjan.
struct Search<'g, G: Graph> {
    graph: &'g G,
    index: HashMap<usize, usize>,
    nodes: Vec<Visited<G::Node>>,
    /// The component of each node; a component has a higher number than those it reaches.
    component: Vec<usize>,
    components: usize,
}

impl<G: Graph> Search<'_, G> {
    /// The place of a node, and whether it is new.
    fn enter(&mut self, node: G::Node) -> (usize, bool) {
        let place = self.nodes.len();
        match self.index.entry(self.graph.key(node)) {
            std::collections::hash_map::Entry::Occupied(known) => (*known.get(), false),
            std::collections::hash_map::Entry::Vacant(free) => {
                free.insert(place);
                self.nodes.push(Visited { node, children: Vec::new(), low: place, open: true });
                self.component.push(0);
                (place, true)
            }
        }
    }

    fn visit(&mut self, root: G::Node) {
        let (root, new) = self.enter(root);
        if !new {
            return;
        }
        let mut open = vec![root];
        let mut path = vec![(root, self.children(root))];
        while let Some((place, left)) = path.last_mut() {
            let place = *place;
            // The last child first: what is finished last comes first in the end.
            if let Some(child) = left.pop() {
                let (child, new) = self.enter(child);
                self.nodes[place].children.push(child);
                if new {
                    open.push(child);
                    let children = self.children(child);
                    path.push((child, children));
                } else if self.nodes[child].open {
                    self.nodes[place].low = self.nodes[place].low.min(child);
                }
                continue;
            }
            path.pop();
            let low = self.nodes[place].low;
            if let Some((parent, _)) = path.last() {
                self.nodes[*parent].low = self.nodes[*parent].low.min(low);
            }
            if low == place {
                while let Some(member) = open.pop() {
                    self.nodes[member].open = false;
                    self.component[member] = self.components;
                    if member == place {
                        break;
                    }
                }
                self.components += 1;
            }
        }
    }

    fn children(&self, place: usize) -> Vec<G::Node> {
        let mut children = Vec::new();
        self.graph.children(self.nodes[place].node, &mut children);
        children
    }

    /// For each node, whether it is part of a cycle or reached from one.
    fn cyclic(&self) -> Vec<bool> {
        let mut size = vec![0_usize; self.components];
        for &component in &self.component {
            size[component] += 1;
        }
        let mut cyclic: Vec<bool> = size.into_iter().map(|size| size > 1).collect();
        let mut by_component: Vec<usize> = (0..self.nodes.len()).collect();
        by_component.sort_unstable_by_key(|&place| std::cmp::Reverse(self.component[place]));
        // A component is done before those that it reaches.
        for &place in &by_component {
            let own = self.component[place];
            if self.nodes[place].children.contains(&place) {
                cyclic[own] = true;
            }
        }
        for &place in &by_component {
            if cyclic[self.component[place]] {
                for &child in &self.nodes[place].children {
                    cyclic[self.component[child]] = true;
                }
            }
        }
        self.component.iter().map(|&component| cyclic[component]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Children by node number.
    struct Lists(Vec<Vec<usize>>);

    impl Graph for Lists {
        type Node = usize;

        fn key(&self, node: usize) -> usize {
            node
        }

        fn children(&self, node: usize, into: &mut Vec<usize>) {
            into.extend(&self.0[node]);
        }
    }

    /// The nodes `roots` of the graph in order, and which nodes are in cycles.
    fn order(lists: &[&[usize]], roots: &[usize]) -> (Vec<usize>, Vec<usize>) {
        let graph = Lists(lists.iter().map(|list| list.to_vec()).collect());
        let order = outer_first(&graph, roots);
        let mut in_cycles = order.in_cycles;
        in_cycles.sort_unstable();
        (order.roots.iter().map(|&root| roots[root]).collect(), in_cycles)
    }

    #[test]
    fn what_refers_goes_first() {
        assert_eq!(order(&[&[], &[0], &[1]], &[0, 1, 2]).0, [2, 1, 0]);
        assert_eq!(order(&[&[1], &[2], &[]], &[2, 0, 1]).0, [0, 1, 2]);
        // Through nodes that are no roots.
        assert_eq!(order(&[&[], &[3], &[], &[2, 0]], &[0, 1]).0, [1, 0]);
    }

    #[test]
    fn strangers_keep_their_order_and_children_theirs() {
        assert_eq!(order(&[&[], &[], &[]], &[0, 1, 2]).0, [0, 1, 2]);
        assert_eq!(order(&[&[], &[], &[], &[2, 0, 1]], &[0, 1, 2, 3]).0, [3, 2, 0, 1]);
        // The first child's own children come before the second child.
        assert_eq!(order(&[&[], &[0], &[], &[1, 2]], &[0, 1, 2, 3]).0, [3, 1, 0, 2]);
    }

    #[test]
    fn a_node_shared_by_two_comes_after_both() {
        assert_eq!(order(&[&[], &[0], &[0]], &[0, 1, 2]).0, [1, 2, 0]);
        assert_eq!(order(&[&[], &[0], &[0, 1]], &[0, 1, 2]).0, [2, 1, 0]);
    }

    #[test]
    fn cycles_and_what_they_reach_come_last_as_they_stand() {
        let (found, in_cycles) = order(&[&[1], &[0, 2], &[], &[]], &[2, 1, 0, 3]);
        assert_eq!((found, in_cycles), (vec![3, 2, 1, 0], vec![0, 1, 2]));
        assert_eq!(order(&[&[0], &[]], &[0, 1]), (vec![1, 0], vec![0]));
        // What reaches a cycle is not in it.
        assert_eq!(order(&[&[1], &[1]], &[1, 0]), (vec![0, 1], vec![1]));
    }

    #[test]
    fn a_long_chain_takes_no_stack() {
        let n = 200_000;
        let graph = Lists((0..n).map(|node: usize| if node == 0 { vec![] } else { vec![node - 1] }).collect());
        let roots: Vec<usize> = (0..n).collect();
        let order = outer_first(&graph, &roots);
        assert!(order.roots.iter().copied().eq((0..n).rev()));
        assert!(order.in_cycles.is_empty());
    }
}
